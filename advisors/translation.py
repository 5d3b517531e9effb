"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from advisors.models import Community, Speciality, SpokenLanguage


@register((Community, Speciality, SpokenLanguage))
class NameTranslation(TranslationOptions):
    fields = ("name",)
