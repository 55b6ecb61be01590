"""Copy the fonts that our PDF embed from the npm packages to tisserand/documents/fonts/ (git-ignored).

Atkinson Hyperlegible Next for every letter, Noto Sans Arabic for words kept in Arabic, Persian or Pashto.
Both are under the SIL Open Font License; without them the PDF fall back on the fonts that typst embeds.
"""

import shutil
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
DESTINATION = HOME / "tisserand" / "documents" / "fonts"
WANTED = {
    "@expo-google-fonts/atkinson-hyperlegible-next": ("400Regular", "600SemiBold", "700Bold"),
    "@expo-google-fonts/noto-sans-arabic": ("400Regular", "700Bold"),
}


def font_files(node_modules: Path) -> list[Path]:
    return [
        font
        for package, weights in WANTED.items()
        for weight in weights
        for font in sorted((node_modules / package / weight).glob("*.ttf"))
    ]


def copy_fonts(node_modules: Path, destination: Path = DESTINATION) -> int:
    fonts = font_files(node_modules)
    destination.mkdir(parents=True, exist_ok=True)
    for font in fonts:
        shutil.copyfile(font, destination / font.name)
    return len(fonts)


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "node_modules"
    expected = sum(len(weights) for weights in WANTED.values())
    copied = copy_fonts(source)
    print(f"{copied} polices copiées pour les PDF.")
    if copied < expected:
        print(f"Il en manque {expected - copied} : ajoutez {', '.join(WANTED)} à package.json.")
