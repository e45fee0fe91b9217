"""What the verbs about layouts raise: each class a fact, each with its next step."""

from models.refusals import Refusal


class LayoutUnknown(Refusal):
    template = "There is no layout {name}."
    next_step = "Choose one of those under Settings, Layouts."


class LayoutNameTaken(Refusal):
    template = "There is a layout {name} already."
    next_step = "Choose another name, or edit that layout."


class LayoutBlocked(Refusal):
    template = "Layout {name} is blocked."
    next_step = "Choose another layout, or lift the block on it."


class LayoutIsDefault(Refusal):
    template = "Layout {name} is the default: every document without a layout of its own uses it."
    next_step = "Make another layout the default first."


class LayoutInUse(Refusal):
    template = "{count} customers have the layout {name}."
    one = "1 customer has the layout {name}."
    next_step = "Say which layout they get instead."


class LayoutsFull(Refusal):
    template = "There are {most} layouts already; more are not kept."
    next_step = "Remove one that is not used."


class LayoutChanged(Refusal):
    template = "Layout {name} was changed at another station meanwhile: {changes}."
    next_step = "Nothing was kept. Leave, look at it as it is now, and change it again."


class TooManyLines(Refusal):
    template = "{field} has {lines} lines; the page has room for {most}."
    next_step = "Write several of them on one line."


class NoColumns(Refusal):
    template = "{kind}: no column is switched on."
    next_step = "Switch on at least one."


class ColumnUnknown(Refusal):
    template = "{kind}: there is no column {column}."
    next_step = "Choose among these: {columns}."


class ColumnTwice(Refusal):
    template = "{kind}: the column {column} stands there twice."
    next_step = "Leave one of the two out."


class WidthOutOfRange(Refusal):
    template = "{column} is {width} % wide; a column takes 1 to 100 %."
    next_step = "Give it another width, or switch it off."


class WidthsMissing(Refusal):
    template = "The widths come to {total} %; {missing} % are missing."
    one = "The widths come to {total} %; 1 % is missing."
    next_step = "Widen a column, or let the widths be spread to 100 %."


class WidthsOver(Refusal):
    template = "The widths come to {total} %; that is {count} % too much."
    next_step = "Narrow a column, or let the widths be spread to 100 %."


class LogoTooLarge(Refusal):
    template = "The logo is larger than {most} kB."
    next_step = "Save the picture smaller, then choose it again."


class LogoTooManyPixels(Refusal):
    template = "The logo has {width} x {height} pixels; at most {most} on each side are kept."
    next_step = "Scale the picture down, then choose it again."


class LogoNoPicture(Refusal):
    template = "The logo is no PNG and no JPEG."
    next_step = "Save the picture as PNG or JPEG, then choose it again."


class LogoBroken(Refusal):
    template = "The logo begins like a {format} and is damaged: {reason}."
    next_step = "Save the picture again, then choose it again."


class LogoUnreadable(Refusal):
    template = "The logo cannot be read ({reason}): {file}."
    next_step = "Give the path of a PNG or JPEG on this station."
