sssd
failed=0
for part in accounts reservations homes; do
  sh __scripts__/"$part".sh || failed=1
done
exit "$failed"
