printf "ALTER USER IF EXISTS '%s'@'%%' IDENTIFIED BY '%s';\n" "$MARIADB_USER" "$MARIADB_PASSWORD" > __startFile__
