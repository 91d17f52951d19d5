"""What may stand on a page: a text, or one that is translated when it is shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
else:
    from django.utils.functional import Promise

    Text = str | Promise
