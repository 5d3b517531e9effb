
 gettext(u'Nothing is booked yet. We propose: %(instalments)s for instalments, and %(added)s for what was added. Look at it, change it if you must, then book.') SSSSSSS SS SSSSSS SSSS SS SSSSSSSS SSSSSSSSSSSSSSS SSS SSSSSSSSSSSS SSS SSSSSSSSS SSS SSSS SSS SSSSSS SSSS SS SSS SSSSSS SS SS SSS SSSSS SSSS SSSSS
BBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBB
