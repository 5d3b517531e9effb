BBBBBBBBBB BBB gettext(u'The meeting of your group %(name)s is changed') SSS SSSSSSS SS SSSS SSSSS SSSSSSSS SS SSSSSSS
 gettext(u'%(institution)s: the meeting of your group %(name)s is changed. It is now on %(day)s.') SSSSSSSSSSSSSSSS SSS SSSSSSS SS SSSS SSSSS SSSSSSSS SS SSSSSSSS SS SS SSS SS SSSSSSSSBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
