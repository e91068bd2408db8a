sssd
sh __scripts__/accounts.sh
sh __scripts__/reservations.sh
sh __scripts__/homes.sh
