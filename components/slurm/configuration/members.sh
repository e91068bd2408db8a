group_id() { getent group "$1" | cut -d : -f 3; }

# The group's members, and those whose first group it is: the directory lists these only as users, where it lists users at all.
members() {
  (getent group "$1" | cut -d : -f 4 | tr ',' '\n'; getent passwd | awk -F : -v "id=$(group_id "$1")" '$4 == id { print $1 }') | sed '/^$/d' | sort -u
}
