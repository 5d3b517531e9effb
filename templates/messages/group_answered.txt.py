BBBBBBBBBB BBB gettext(u'Somebody answered: group %(name)s') SSSSSSSS SSSSSSSSS SSSSS SSSSSSSS
 gettext(u'%(who)s answered about the group %(name)s. State now: %(state)s.') SSSSSSS SSSSSSSS SSSSS SSS SSSSS SSSSSSSSS SSSSS SSSS SSSSSSSSSS
BBB BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBB
