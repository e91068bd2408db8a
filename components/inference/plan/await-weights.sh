until test -f "__weights__/__complete__"; do sleep 5; done
