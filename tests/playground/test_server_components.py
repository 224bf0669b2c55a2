"""Buttons, selects and forms, Components V2 and their limits."""

import asyncio
from typing import Any

import aiohttp
import discord
import pytest
from discord import Interaction, ui

from .conftest import running


@pytest.fixture
async def pressed(bot) -> asyncio.Queue[Interaction]:
    """Every component and form that reaches the bot, unanswered."""
    found: asyncio.Queue[Interaction] = asyncio.Queue()

    async def on_interaction(interaction: Interaction) -> None:
        if interaction.type in (discord.InteractionType.component, MODAL):
            found.put_nowait(interaction)

    bot.event(on_interaction)
    return found


MODAL = discord.InteractionType.modal_submit


def card(text: str = "A card", **button: Any) -> ui.LayoutView:
    view = ui.LayoutView()
    box = ui.Container(accent_colour=0x5865F2)
    box.add_item(ui.TextDisplay(text))
    row = ui.ActionRow()
    row.add_item(ui.Button(**{"label": "Check in", "custom_id": "streaks:check-in", **button}))
    box.add_item(row)
    view.add_item(box)
    view.stop()
    return view


async def test_a_pressed_button_changes_its_own_card(town, bot, ada, pressed):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("daily-prompt")))
        posted = await channel.send(view=card())
        shown = await ada.hears("MESSAGE_CREATE")
        assert shown["flags"] & 1 << 15
        assert shown["components"][0]["components"][0]["content"] == "A card"

        await ada.press(shown, "streaks:check-in")
        asked = await pressed.get()
        assert asked.message.id == posted.id
        assert asked.user.id == int(ada.person)
        await asked.response.edit_message(view=card("Day 1"))
        changed = await ada.hears("MESSAGE_UPDATE")
        assert changed["components"][0]["components"][0]["content"] == "Day 1"

        await ada.press(shown, "streaks:check-in")
        asked = await pressed.get()
        await asked.response.defer()
        await asked.edit_original_response(view=card("Day 2"))
        changed = await ada.hears("MESSAGE_UPDATE")
        assert changed["components"][0]["components"][0]["content"] == "Day 2"
        assert (await ada.press(shown, "other", status=400))["code"] == 50035


async def test_a_form_goes_out_and_comes_back_filled_in(town, bot, ada, pressed):
    class Form(ui.Modal, title="Check in"):
        did = ui.Label(text="What did you do?", component=ui.TextInput(custom_id="did"))
        mood = ui.Label(
            text="How was it?",
            component=ui.Select(
                custom_id="mood",
                required=False,
                min_values=0,
                options=[discord.SelectOption(label="Good"), discord.SelectOption(label="Bad")],
            ),
        )

    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("daily-prompt")))
        await channel.send(view=card())
        shown = await ada.hears("MESSAGE_CREATE")
        await ada.press(shown, "streaks:check-in")
        asked = await pressed.get()
        await asked.response.send_modal(Form(custom_id="streaks:check-in"))
        form = await ada.hears("INTERACTION_MODAL_CREATE", nonce="n1")
        assert form["title"] == "Check in"
        assert [each["type"] for each in form["components"]] == [18, 18]

        async def submit(did: str, status: int = 200) -> Any:
            parts = [{"type": 18, "component": {"type": 4, "custom_id": "did", "value": did}}]
            data = {"custom_id": "streaks:check-in", "components": parts}
            where = shown["channel_id"]
            return await ada.interact(5, where, data, status, modal_id=form["modal_id"])

        assert (await submit("", 400))["errors"]["0"]["_errors"][0]["code"] == "BASE_TYPE_REQUIRED"
        await submit("read chapter 2")
        filled = await pressed.get()
        assert filled.type is MODAL
        assert filled.message.id == asked.message.id
        components = filled.data["components"]
        assert components[0]["component"]["value"] == "read chapter 2"
        assert components[1]["component"]["values"] == []
        with pytest.raises(discord.HTTPException) as again:
            await filled.response.send_modal(Form())
        assert again.value.code == 50035
        await filled.response.send_message("Kept", ephemeral=True)
        assert (await ada.hears("MESSAGE_CREATE"))["content"] == "Kept"


async def test_a_form_can_answer_a_command(town, bot, ada):
    class Form(ui.Modal, title="Start"):
        zone = ui.TextInput(label="Where are you?", custom_id="zone")

        async def on_submit(self, interaction: Interaction) -> None:
            await interaction.response.send_message(self.zone.value)

    @bot.tree.command()
    async def start(interaction: Interaction) -> None:
        """Begin."""
        await interaction.response.send_modal(Form())

    async with running(bot, town):
        await ada.type("start")
        form = await ada.hears("INTERACTION_MODAL_CREATE")
        parts = [{"type": 1, "components": [{"type": 4, "custom_id": "zone", "value": "Berlin"}]}]
        data = {"custom_id": form["custom_id"], "components": parts}
        where = ada.channel("study-hall")
        await ada.interact(5, where, data, modal_id=form["modal_id"])
        answer = await ada.hears("MESSAGE_CREATE")
        assert answer["content"] == "Berlin"
        opened_by = answer["interaction_metadata"]["triggering_interaction_metadata"]
        assert opened_by["name"] == "start"


async def test_selected_people_arrive_as_members(town, bot, ada, ravi, pressed):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        view = ui.View()
        view.add_item(ui.UserSelect(custom_id="partner", max_values=2))
        view.stop()
        await channel.send("Choose", view=view)
        shown = await ada.hears("MESSAGE_CREATE")
        assert (await ada.press(shown, "partner", status=400))["code"] == 50035
        await ada.press(shown, "partner", ravi.person)
        asked = await pressed.get()
        assert asked.data["values"] == [ravi.person]
        assert asked.data["resolved"]["users"][ravi.person]["global_name"] == "Ravi"
        await asked.response.defer()


async def test_an_answer_to_a_private_card_stays_private_to_its_person(
    town, bot, ada, ravi, pressed
):
    @bot.tree.command()
    async def mine(interaction: Interaction) -> None:
        """Only for you."""
        await interaction.response.send_message(view=card(), ephemeral=True)

    async with running(bot, town):
        await ada.type("mine")
        shown = await ada.hears("MESSAGE_CREATE")
        assert (await ravi.press(shown, "streaks:check-in", status=404))["code"] == 10008
        await ada.press(shown, "streaks:check-in")
        await (await pressed.get()).response.defer()
        with pytest.raises(discord.NotFound):
            await bot.http.get_message(shown["channel_id"], shown["id"])


async def test_a_post_that_answers_a_private_card_shows_nobody_else_what_it_said(
    town, bot, ada, ravi, pressed
):
    @bot.tree.command()
    async def mine(interaction: Interaction) -> None:
        """Only for you."""
        await interaction.response.send_message(view=card(), ephemeral=True)

    async with running(bot, town):
        await ada.type("mine")
        shown = await ada.hears("MESSAGE_CREATE")
        await ada.press(shown, "streaks:check-in")
        await (await pressed.get()).response.send_message("For all to see")
        own = await ada.hears("MESSAGE_CREATE", content="For all to see")
        assert own["referenced_message"]["id"] == shown["id"]
        seen = await ravi.hears("MESSAGE_CREATE", content="For all to see")
        assert "message_reference" not in seen
        history = await ravi.get(f"channels/{shown['channel_id']}/messages")
        assert "message_reference" not in history[0]


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def row(*inner: Any) -> dict[str, Any]:
    return {"type": 1, "components": [*inner]}


V2 = 1 << 15
TOO_MUCH = [
    ({"content": "x" * 2001}, "content"),
    ({"content": "hi", "flags": V2, "components": [text("a")]}, "content"),
    ({"components": [text("a")]}, "components.0.type"),
    ({"flags": V2, "components": [text("x" * 2001), text("y" * 2000)]}, "components"),
    ({"flags": V2, "components": [text("x")] * 41}, "components"),
    ({"components": [row(button(label="x" * 81))]}, "components.0.components.0.label"),
    ({"components": [row(button(custom_id="x" * 101))]}, "components.0.components.0.custom_id"),
    ({"components": [row(button(), button())]}, "components"),
    ({"components": [row(*[button(custom_id=str(n)) for n in range(6)])]}, "components.0"),
    ({"components": [row({"type": 3, "custom_id": "s", "options": []})]}, "components.0"),
    ({"components": [row(button(style=5))]}, "components.0.components.0"),
    ({"components": [row(button(), {"type": 5, "custom_id": "u"})]}, "components.0.components"),
    (
        {
            "flags": V2,
            "components": [{"type": 12, "items": [{"media": {"url": "attachment://a"}}]}],
        },
        "components.0.items.0.media.url",
    ),
    ({"flags": V2, "components": [{"type": 9, "components": [text("a")]}]}, "components.0"),
    ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
    ({"content": "x", "nonce": "n" * 26}, "nonce"),
]


@pytest.mark.parametrize(("body", "path"), TOO_MUCH, ids=lambda value: str(value)[:40])
async def test_what_breaks_a_limit_is_refused_with_its_path(town, bot, ada, body, path):
    await bot.login(town.token)
    route = discord.http.Route(
        "POST", "/channels/{channel_id}/messages", channel_id=ada.channel("study-hall")
    )
    with pytest.raises(discord.HTTPException) as refused:
        await bot.http.request(route, json=body)
    assert refused.value.code == 50035
    spot = town.hub.report.violations[0]["errors"]
    for step in path.split("."):
        spot = spot[step]


JUNK = [None, 0, "", {}, [], [None], {"a": 1}, True, 1.5, 10**30]


@pytest.mark.parametrize("key", ["content", "flags", "embeds", "components", "allowed_mentions"])
async def test_nonsense_is_refused_and_never_a_fault_of_the_server(town, ada, key):
    url = f"{town.api_url}/channels/{ada.channel('study-hall')}/messages"
    statuses = set()
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {town.token}"}) as session:
        for junk in JUNK:
            for value in (junk, [junk], {"a": junk}):
                async with session.post(url, json={"content": "x", key: value}) as answer:
                    statuses.add(answer.status)
    assert statuses <= {200, 400}


@pytest.mark.parametrize(
    "modal",
    [
        {"title": "x" * 46},
        {"components": []},
        {"components": [{"type": 18, "label": "x" * 46, "component": {"type": 4}}]},
        {"components": [text("a")] * 6},
        {"custom_id": ""},
    ],
)
def test_a_form_beyond_the_limits_is_refused(modal):
    from deploy.playground.errors import Refused
    from deploy.playground.rules import forms

    fine = {"title": "T", "custom_id": "c", "components": [text("a")]}
    forms.check(fine)
    with pytest.raises(Refused):
        forms.check({**fine, **modal})
