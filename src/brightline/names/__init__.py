"""From a raw string in any script to comparable parts: words with their roles, numbers, legal form, sound."""

from brightline.names.parts import NameParts, Role, analyse

__all__ = ["NameParts", "Role", "analyse"]
