"""All pictures of the deck, by their names."""

import apple_map_quiz
import apple_pull_quiz
import architecture
import bear_honey
import database_query
import head_view
import research_timeline
import self_attention
import transformer_roles
from picture import Picture


def all_pictures() -> dict[str, Picture]:
    """Every picture of the deck by its name, in the order of the slides."""
    drawn = [
        research_timeline.picture(),
        transformer_roles.picture(),
        architecture.picture(),
        database_query.picture(),
        self_attention.picture(),
        *apple_map_quiz.pictures(),
        *apple_pull_quiz.pictures(),
        bear_honey.picture(),
        head_view.picture(),
    ]
    return {picture.name: picture for picture in drawn}
