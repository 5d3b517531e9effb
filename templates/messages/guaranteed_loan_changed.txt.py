BBBBBBBBBB BBB gettext(u'%(institution)s: a loan that you guarantee has new dates') SSSSSSSSSSSSSSSS S SSSS SSSS SSS SSSSSSSSS SSS SSS SSSSS
 gettext(u'%(institution)s: a loan that you guarantee has new dates. Its last day is now %(last)s. You guarantee no more than before.') SSSSSSSSSSSSSSSS S SSSS SSSS SSS SSSSSSSSS SSS SSS SSSSSS SSS SSSS SSS SS SSS SSSSSSSSS SSS SSSSSSSSS SS SSSS SSSS SSSSSSS
BBBBBBBBBBBBB
