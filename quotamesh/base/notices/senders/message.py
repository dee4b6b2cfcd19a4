"""What is said, apart from how each service wants it put."""

from dataclasses import dataclass

MOST_BYTES = 3000  # WeCom takes 4,096 of a markdown text, the others more
# Names and texts come from people: none may turn into a link, a mention or a heading of somebody else's making.
HARMLESS = str.maketrans(
    {"[": "［", "]": "］", "<": "＜", ">": "＞", "*": "＊", "`": "'", "#": "＃", "\r": " ", "\n": " "}
)


@dataclass(frozen=True)
class Message:
    """`link` is a whole address, or empty where the product does not know its own."""

    title: str
    text: str
    link: str = ""

    @property
    def markdown(self) -> str:
        lines = [f"**{harmless(self.title)}**", harmless(self.text)]
        return "\n\n".join([*lines, *([f"[{self.link}]({self.link})"] if self.link else [])])


def harmless(text: str) -> str:
    return cut(text.translate(HARMLESS))


def cut(text: str, most: int = MOST_BYTES) -> str:
    """The text, or as much of it as fits, whole characters only."""
    data = text.encode()
    return text if len(data) <= most else data[: most - 3].decode(errors="ignore") + "…"
