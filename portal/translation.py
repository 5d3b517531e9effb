"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from portal.models import Holiday, Office


@register(Office)
class OfficeTranslation(TranslationOptions):
    fields = ("name", "city")


@register(Holiday)
class HolidayTranslation(TranslationOptions):
    fields = ("name",)
