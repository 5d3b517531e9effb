
BB BBBB ngettext(u'for %(number)s day', u'for %(number)s days', count) SSS SSSSSSSSSS SSSPPP PPPPPPPPPP PPPPBBBB gettext(u'since today') BBBBB
