BBBBBBBBBB BBB gettext(u'%(institution)s needs a document from you') SSSSSSSSSSSSSSS SSSSS S SSSSSSSS SSSS SSS
 gettext(u'%(institution)s: we need a document from you. Your page says which one; a photo with your phone is enough:') SSSSSSSSSSSSSSSS SS SSSS S SSSSSSSS SSSS SSSS SSSS SSSS SSSS SSSSS SSSS S SSSSS SSSS SSSS SSSSS SS SSSSSSS
BBBBBBBBBBBBB
