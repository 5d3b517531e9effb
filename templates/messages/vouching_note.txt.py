BBBBBBBBBB BBB gettext(u'May I name you?') SSS S SSSS SSSS
 gettext(u'Hello %(name)s, I want to borrow from %(institution)s to work for myself. I named you as somebody who trusts me. You owe nothing now. Read here what it means:') SSSSS SSSSSSSSS S SSSS SS SSSSSS SSSS SSSSSSSSSSSSSSS SS SSSS SSS SSSSSSS S SSSSS SSS SS SSSSSSSS SSS SSSSSS SSS SSS SSS SSSSSSS SSSS SSSS SSSS SSSS SS SSSSSS
BBBBBBBBBBBBB
