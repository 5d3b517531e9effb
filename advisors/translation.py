"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from advisors.models import Region, SpokenLanguage


@register(SpokenLanguage)
class SpokenLanguageTranslation(TranslationOptions):
    fields = ("name",)


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name",)
