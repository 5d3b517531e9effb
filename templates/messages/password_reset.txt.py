BBBBBBBBBB BBB gettext(u'Choose a new password for %(institution)s') SSSSSS S SSS SSSSSSSS SSS SSSSSSSSSSSSSSS
 gettext(u'You, or somebody else, asked for a new password. Choose it here, within three days:') 



 gettext(u'If it was not you, do nothing: your password stays as it is.') BBBBBBBBBBBBB
