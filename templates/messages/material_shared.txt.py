BBBBBBBBBB BBB gettext(u'Something for you to read') SSSSSSSSS SSS SSS SS SSSS
 gettext(u'%(institution)s: your advisor shared “%(title)s” with you. You find it on your page:') SSSSSSSSSSSSSSSS SSSS SSSSSSS SSSSSS SSSSSSSSSSS SSSS SSSS SSS SSSS SS SS SSSS SSSSS
BBB BBBBBBBBBBBBBBBBBBBBBB
