"""A bot that shows everything of Discord once, so that the page is looked at without ours."""

import asyncio
import struct
import zlib
from io import BytesIO
from typing import Any

import discord
from discord import ButtonStyle, Embed, File, Interaction, MediaGalleryItem, app_commands, ui

FRUITS = [app_commands.Choice(name=name, value=name.lower()) for name in ("Apple", "Pear", "Plum")]
TOWNS = ("Berlin", "Bergen", "Bern", "Kolkata", "Lisbon")
OPTIONS = [
    discord.SelectOption(label=name, description=f"A {name}") for name in ("Red", "Green", "Blue")
]
Asked = Interaction["Everything"]


class Everything(discord.Client):
    """`go` lets a held answer come; `asked` are the autocomplete questions."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.01)
        self.tree = app_commands.CommandTree(self)
        for command in COMMANDS:
            self.tree.add_command(command)
        self.go, self.asked = asyncio.Event(), list[str]()

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py would sleep five seconds here."""


def picture(
    colour: int = 0x5865F2, name: str = "picture.png", width: int = 80, height: int = 40
) -> File:
    """A plain PNG."""
    row = b"\0" + colour.to_bytes(3, "big") * width
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return File(BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)), name)


class Press(ui.Button[Any]):
    """What it does is its custom_id."""

    async def callback(self, interaction: Asked) -> None:
        match self.custom_id:
            case "hold":
                await interaction.client.go.wait()
                await interaction.response.defer()
            case "break":
                pass
            case "form":
                await interaction.response.send_modal(Form())
            case "whisper":
                await interaction.response.send_message("Only for you.", ephemeral=True)
            case _:
                await interaction.response.edit_message(view=said(f"Pressed {self.label}"))


def said(words: str) -> ui.LayoutView:
    return ui.LayoutView().add_item(ui.Container(ui.TextDisplay(words), accent_colour=0x3BA55D))


def buttons() -> ui.LayoutView:
    styles = [
        Press(label="Primary", style=ButtonStyle.primary, custom_id="a"),
        Press(label="Secondary", style=ButtonStyle.secondary, custom_id="b"),
        Press(label="Success", style=ButtonStyle.success, custom_id="c"),
        Press(label="Danger", style=ButtonStyle.danger, custom_id="d"),
        ui.Button(label="Link", url="https://example.org/"),
    ]
    deeds = [
        Press(label="Disabled", disabled=True, custom_id="e"),
        Press(label="Hold", custom_id="hold"),
        Press(label="Break", custom_id="break"),
        Press(label="Whisper", emoji="🤫", custom_id="whisper"),
        Press(emoji="🍏", custom_id="f"),
    ]
    rows = ui.ActionRow(*styles), ui.ActionRow(*deeds)
    return ui.LayoutView().add_item(ui.Container(ui.TextDisplay("## Buttons"), *rows))


def chosen(kind: type[Any], **settings: Any) -> Any:
    class Choice(kind):  # type: ignore[misc]
        async def callback(self, interaction: Asked) -> None:
            names = [str(getattr(each, "name", each)) for each in self.values]
            await interaction.response.send_message("Chose " + ", ".join(names), ephemeral=True)

    return Choice(**settings)


def selects() -> ui.LayoutView:
    kinds = [
        chosen(ui.Select, placeholder="One colour", options=OPTIONS),
        chosen(ui.Select, placeholder="Some colours", options=OPTIONS, min_values=0, max_values=2),
        chosen(ui.UserSelect, placeholder="A person"),
        chosen(ui.RoleSelect, placeholder="A role"),
        chosen(ui.MentionableSelect, placeholder="Anyone"),
        chosen(ui.ChannelSelect, placeholder="A channel"),
        chosen(ui.Select, placeholder="Nothing now", options=OPTIONS, disabled=True),
    ]
    view = ui.LayoutView()
    for each in kinds:
        view.add_item(ui.ActionRow(each))
    return view


def layout() -> ui.LayoutView:
    view = ui.LayoutView()
    about = ui.Section(
        ui.TextDisplay("A section"),
        accessory=ui.Thumbnail("attachment://a.png", description="A lake"),
    )
    pressed = ui.Section(ui.TextDisplay("Beside"), accessory=Press(label="Here", custom_id="h"))
    pictures = ui.MediaGallery(
        MediaGalleryItem("attachment://a.png", description="A blue field"),
        MediaGalleryItem("attachment://b.png", description="A red field", spoiler=True),
    )
    tower = ui.MediaGallery(MediaGalleryItem("attachment://c.png", description="A tower"))
    parts = (about, ui.Separator(), pressed, pictures, tower, ui.File("attachment://notes.txt"))
    view.add_item(ui.TextDisplay("# Everything")).add_item(
        ui.Container(*parts, accent_colour=0xE0A020)
    )
    return view.add_item(ui.Container(ui.TextDisplay("A secret"), spoiler=True))


class Form(ui.Modal, title="Every field"):
    note = ui.TextDisplay("Fill in **everything**.")
    name = ui.Label(
        text="Name",
        description="As you like it",
        component=ui.TextInput(min_length=2, max_length=10),
    )
    story = ui.Label(
        text="Story", component=ui.TextInput(style=discord.TextStyle.paragraph, required=False)
    )
    colour = ui.Label(text="Colour", component=ui.Select(options=OPTIONS, required=False))
    who = ui.Label(text="Who", component=ui.UserSelect(required=False))

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.send_message(answers(self), ephemeral=True)


class Choices(ui.Modal, title="Choices and files"):
    one = ui.Label(
        text="One",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=name) for name in ("Tea", "Coffee")]
        ),
    )
    some = ui.Label(
        text="Some",
        component=ui.CheckboxGroup(
            options=[discord.CheckboxGroupOption(label=name) for name in ("Milk", "Sugar", "Salt")],
            min_values=0,
            max_values=2,
            required=False,
        ),
    )
    agreed = ui.Label(text="Agreed", component=ui.Checkbox())
    files = ui.Label(text="Files", component=ui.FileUpload(required=False, max_values=2))
    where = ui.Label(text="Where", component=ui.ChannelSelect(required=False))

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.send_message(answers(self), ephemeral=True)


def answers(form: ui.Modal) -> str:
    labels = [each for each in form.children if isinstance(each, ui.Label)]
    return "\n".join(f"{each.text}: {_answer(each.component)}" for each in labels)


def _answer(field: Any) -> str:
    if not hasattr(field, "values"):
        return str(field.value)
    return ", ".join(str(getattr(each, "filename", each)) for each in field.values)


@app_commands.command(description="Takes every kind of option that there is and says what it got")
@app_commands.describe(words="What to say", number="A whole one", share="A part")
@app_commands.choices(fruit=FRUITS)
async def every(
    interaction: Asked,
    words: str,
    number: app_commands.Range[int, 1, 10] | None = None,
    share: app_commands.Range[float, 0, 1] | None = None,
    sure: bool | None = None,
    who: discord.User | None = None,
    where: discord.TextChannel | None = None,
    role: discord.Role | None = None,
    either: discord.Member | discord.Role | None = None,
    fruit: str | None = None,
    town: str | None = None,
    file: discord.Attachment | None = None,
) -> None:
    given = {**vars(interaction.namespace)}
    lines = [f"{name} is {getattr(each, 'filename', each)}" for name, each in given.items()]
    await interaction.response.send_message("\n".join(lines))


@every.autocomplete("town")
async def towns(interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
    interaction.client.asked.append(typed)
    found = [name for name in TOWNS if typed.lower() in name.lower()]
    return [app_commands.Choice(name=name, value=name) for name in found]


@app_commands.command(description="Shows a kind of card")
async def card(interaction: Asked, kind: str) -> None:
    made = {"buttons": buttons, "selects": selects, "layout": layout}[kind]()
    files = [
        picture(name="a.png"),
        picture(0xD22D39, "b.png"),
        picture(0x3BA55D, "c.png", width=900, height=1200),
        File(BytesIO(b"hello"), "notes.txt"),
    ]
    await interaction.response.send_message(view=made, files=files if kind == "layout" else [])


@app_commands.command(description="An embed and old components")
async def old(interaction: Asked) -> None:
    embed = Embed(title="An embed", description="Some **words**", url="https://example.org/")
    embed.add_field(name="Left", value="1").add_field(name="Right", value="2")
    embed.set_author(name="An author").set_footer(text="A foot").set_image(url="attachment://a.png")
    view = ui.View().add_item(Press(label="Old", custom_id="old"))
    await interaction.response.send_message(
        "Beside it", embed=embed, view=view, file=picture(name="a.png")
    )


@app_commands.command(description="Opens a form")
async def form(interaction: Asked, second: bool = False) -> None:
    await interaction.response.send_modal(Choices() if second else Form())


@app_commands.command(description="Answers you alone")
async def secret(interaction: Asked) -> None:
    await interaction.response.send_message("A secret word", ephemeral=True)


@app_commands.command(description="Thinks first")
async def think(interaction: Asked) -> None:
    await interaction.response.defer()
    await interaction.client.go.wait()
    await interaction.followup.send("Thought through")


@app_commands.command(description="Says one thing, then another")
async def edit(interaction: Asked) -> None:
    await interaction.response.send_message("First words")
    await interaction.edit_original_response(content="Second words")


@app_commands.command(description="Says nothing at all")
async def silent(_: Asked) -> None:
    """Discord tells the member itself."""


@app_commands.command(description="For moderators")
@app_commands.default_permissions(manage_guild=True)
async def moderate(interaction: Asked) -> None:
    await interaction.response.send_message("Moderated")


class Garden(app_commands.Group):
    tools = app_commands.Group(name="tools", description="Things to work with")

    @app_commands.command(description="Put it into the earth")
    async def plant(self, interaction: Interaction) -> None:
        await interaction.response.send_message("Planted")

    @tools.command(description="Get a spade")
    async def buy(self, interaction: Interaction) -> None:
        await interaction.response.send_message("Bought")


@app_commands.context_menu(name="Quote")
async def quote(interaction: Asked, message: discord.Message) -> None:
    await interaction.response.send_message(f"Quoted {message.content}", ephemeral=True)


@app_commands.context_menu(name="Wave")
async def wave(interaction: Asked, user: discord.User) -> None:
    await interaction.response.send_message(f"Waved at {user.display_name}", ephemeral=True)


GARDEN = Garden(name="garden", description="Growing things")
COMMANDS = (every, card, old, form, secret, think, edit, silent, moderate, GARDEN, quote, wave)
