BBBBBBBBBB BBB gettext(u'The meeting of your group %(name)s is cancelled') SSS SSSSSSS SS SSSS SSSSS SSSSSSSS SS SSSSSSSSS
 gettext(u'%(institution)s: the meeting of your group %(name)s on %(day)s does not take place.') SSSSSSSSSSSSSSSS SSS SSSSSSS SS SSSS SSSSS SSSSSSSS SS SSSSSSS SSSS SSS SSSS SSSSSSBBBBBBBBBBBBB
