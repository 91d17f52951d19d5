"""Every form of the house goes through this renderer: KERN fields with label, hint, error and their ids tied together."""

from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
