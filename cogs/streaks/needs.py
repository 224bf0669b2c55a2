"""What streaks are for in a server, and the parts that are only on where moderators want them."""

from bot.needs import Need, Place

# The names of a need, of its place and of what is posted there.
BOARD = "streaks.board"
MILESTONES = "streaks.milestones"

NEEDS = (
    Need("streaks", "Streaks", "Check-ins, streaks, partners and the leaderboard"),
    Need(
        BOARD,
        "Live board",
        "One message with the week so far, kept true; pinned if we may pin",
        places=[Place(BOARD, "Board channel", "leaderboard")],
        on=False,
    ),
    Need(
        MILESTONES,
        "Milestones",
        "A line when somebody who shares keeps day 7, 30, 100 or 365, with a button to cheer",
        places=[Place(MILESTONES, "Milestones channel", "milestones")],
        on=False,
    ),
)
