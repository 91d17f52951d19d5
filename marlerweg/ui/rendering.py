"""Every form of the house goes through this renderer: KERN fields with label, hint, error and their ids tied together."""

from functools import cached_property
from typing import Any

from django.forms.renderers import DjangoTemplates, TemplatesSetting


class KernRenderer(TemplatesSetting):
    """The house's templates for forms and fields, Django's own for the bare widgets."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"

    @cached_property
    def widgets(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/widgets/"):
            return self.widgets.get_template(template_name)
        return super().get_template(template_name)
