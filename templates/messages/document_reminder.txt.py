BBBBBBBBBB BBB gettext(u'Your documents') SSSS SSSSSSSSS
 gettext(u'%(institution)s: you asked us to remind you of a document. It is still missing. Send it here, or tell us that you cannot:') SSSSSSSSSSSSSSSS SSS SSSSS SS SS SSSSSS SSS SS S SSSSSSSSS SS SS SSSSS SSSSSSSS SSSS SS SSSSS SS SSSS SS SSSS SSS SSSSSSS
BBBBBBBBBBBBB
