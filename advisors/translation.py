"""Which columns of this floor exist once per interface language."""

from modeltranslation.translator import TranslationOptions, register

from advisors.models import Purpose, SpokenLanguage


@register(SpokenLanguage)
class SpokenLanguageTranslation(TranslationOptions):
    fields = ("name",)


@register(Purpose)
class PurposeTranslation(TranslationOptions):
    fields = ("name",)
