#!/bin/sh
# Loads accounts, limits and users into Slurm's accounting; run again, it changes only what differs.
set -euf
export LC_ALL=C

cluster=__clusterName__

changes=0
failed=0
log() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; failed=1; }
query() { sacctmgr --noheader --parsable2 show "$@"; }
sorted() { printf '%s\n' "$1" | tr ',' '\n' | sort | paste -s -d , -; }
kept() { printf '%s' "$1" | tr "[:upper:]'" '[:lower:]`'; }
gpus_in() { printf '%s\n' "$1" | tr ',' '\n' | sed -n 's|^__gpuResource__=||p'; }
is_in() { printf '%s\n' "$2" | grep -qxF -- "$1"; }

change() {
  log "sacctmgr $*"
  if sacctmgr --immediate "$@" >/dev/null; then changes=$((changes + 1)); else fail "refused: sacctmgr $*"; fi
}

# Slurm knows the GPUs once slurmctld has registered its cluster.
wait_for_slurm() {
  attempt=0
  until [ -n "$(query tres where type=gres name=gpu format=name 2>/dev/null)" ] && [ -n "$(query cluster "$cluster" format=controlhost 2>/dev/null)" ]; do
    attempt=$((attempt + 1))
    if [ "$attempt" -ge 120 ]; then
      log "slurmctld of the cluster $cluster has not registered its GPUs with slurmdbd; fix: see the logs of both" >&2
      exit 1
    fi
    sleep 5
  done
}

# What is there, asked once: a row of a name is what follows it.
read_state() {
  all_qos=$(query qos format=name,priority,gracetime,preemptmode,flags,usagefactor,maxsubmitpa,maxsubmitpu,mintres,grptres,maxtrespu,preempt)
  all_accounts=$(query account withcoord format=account,description,organization,coordinators)
  all_associations=$(query assoc where "cluster=$cluster" format=account,user,fairshare,defaultqos,qos)
  all_users=$(query assoc where "cluster=$cluster" format=account,user,maxsubmitjobs)
}
row() { printf '%s\n' "$2" | sed -n "s/^$1|//p"; }
names_in() { printf '%s\n' "$1" | cut -d '|' -f 1; }

# name description
ensure_qos() {
  if ! is_in "$1" "$(names_in "$all_qos")"; then change add qos "$1" "description=$2"; fi
}

# name priority grace-seconds grace usage-factor gpus hosts gpus-per-user jobs-per-account jobs-per-user preempt-mode preempts
limit_qos() {
  name=$1
  IFS='|' read -r priority grace mode flags factor account_jobs user_jobs least group per_user preempts <<END
$(row "$name" "$all_qos")
END
  wanted="priority=$2 gracetime=$3 preemptmode=${11} usagefactor=$5 maxsubmitjobsperaccount=$9 maxsubmitjobsperuser=${10}"
  wanted="$wanted mintresperjob=__gpuResource__=1 grptres=__gpuResource__=$6,node=$7 maxtresperuser=__gpuResource__=${8:--1} flags=DenyOnLimit"
  is_same=no
  have="$priority|$grace|$mode|$flags|$factor|$account_jobs|$user_jobs|$least|$(sorted "$group")|$(gpus_in "$per_user")"
  if [ "$have" = "$2|$4|${11}|DenyOnLimit|$5|$9|${10}|__gpuResource__=1|__gpuResource__=$6,node=$7|$8" ]; then is_same=yes; fi
  # An empty list is set only where there is one to clear: after it, slurmdbd sees a loop in the next QOS that preempts this one.
  if [ "$(sorted "$preempts")" != "$(sorted "${12}")" ]; then
    is_same=no
    wanted="$wanted preempt=${12}"
  fi
  # No setting has a space in it.
  # shellcheck disable=SC2086
  if [ "$is_same" = no ]; then change modify qos "$name" set $wanted; fi
}

# name description organisation; sacctmgr keeps both in lower case, and an apostrophe as a backtick
ensure_account() {
  have=$(row "$1" "$all_accounts")
  if [ -z "$have" ]; then
    change add account "$1" "cluster=$cluster" "description=$2" "organization=$3"
    return
  fi
  if [ "${have%|*}" != "$(kept "$2")|$(kept "$3")" ]; then change modify account where "name=$1" set "description=$2" "organization=$3"; fi
  # Another cluster's account of this name has no place in this one yet.
  if [ -z "$(row "$1" "$all_associations")" ]; then change add account "$1" "cluster=$cluster"; fi
}

# name fair-share default-qos qos
share_account() {
  # The account's own row is the one without a user.
  have=$(row "$1|" "$all_associations")
  if [ "${have%|*}" = "$2|$3" ] && [ "$(sorted "${have##*|}")" = "$(sorted "$4")" ]; then return; fi
  change modify account where "name=$1" "cluster=$cluster" set "fairshare=$2" "qos=$4" "defaultqos=$3"
}

. ./members.sh

# user user-group admin-group
is_member_first() {
  first=$(id -g "$1" 2>/dev/null || true)
  [ -n "$first" ] && { [ "$first" = "$(group_id "$2")" ] || [ "$first" = "$(group_id "$3")" ]; }
}

jobs_of() { squeue --noheader --all "--user=$1" "--account=$2" --format=%A; }

# user account: from the first line on, the user submits nothing more, whatever of the rest is refused
remove_user() {
  if [ "$(row "$2|$1" "$all_users")" != 0 ]; then
    change modify user where "name=$1" "account=$2" "cluster=$cluster" set maxsubmitjobs=0
  fi
  if [ -n "$(jobs_of "$1" "$2")" ]; then
    log "scancel --user=$1 --account=$2"
    scancel "--user=$1" "--account=$2" || true
    attempt=0
    while [ -n "$(jobs_of "$1" "$2")" ]; do
      attempt=$((attempt + 1))
      if [ "$attempt" -ge 30 ]; then fail "$1 has jobs of the account $2 that do not end, and may submit no others"; return; fi
      sleep 2
    done
  fi
  # This run may have given the user another account since the state was read.
  other=$(query assoc where "cluster=$cluster" "user=$1" format=account | grep -vxF -- "$2" | head -n 1)
  if [ -n "$other" ] && [ "$(query user where "name=$1" format=defaultaccount)" = "$2" ]; then
    change modify user where "name=$1" "cluster=$cluster" set "defaultaccount=$other"
  fi
  change delete user "name=$1" "account=$2" "cluster=$cluster"
}

# name user-group admin-group
fill_account() {
  for group in "$2" "$3"; do
    # An empty answer would take everybody's access away.
    if ! getent group "$group" >/dev/null; then fail "the directory has no group $group: the users of $1 stay as they are"; return; fi
  done
  admins=$(members "$3")
  want=$( (members "$2"; printf '%s\n' "$admins") | sed '/^$/d' | sort -u)
  have=$(row "$1" "$all_associations" | cut -d '|' -f 1 | sed '/^$/d')
  for user in $want; do
    if ! is_in "$user" "$have"; then
      change add user "$user" "account=$1" "cluster=$cluster"
    elif [ "$(row "$1|$user" "$all_users")" = 0 ]; then
      change modify user where "name=$user" "account=$1" "cluster=$cluster" set maxsubmitjobs=-1
    fi
  done
  coordinators=$(row "$1" "$all_accounts" | sed 's/.*|//' | tr ',' '\n' | sed '/^$/d')
  for user in $coordinators; do
    if ! is_in "$user" "$admins"; then change delete coordinator "account=$1" "name=$user"; fi
  done
  for user in $have; do
    if ! is_in "$user" "$want" && ! is_member_first "$user" "$2" "$3"; then remove_user "$user" "$1"; fi
  done
  for user in $admins; do
    if ! is_in "$user" "$coordinators"; then change add coordinator "account=$1" "name=$user"; fi
  done
}

# what it is, the names that are there, and those that are declared
name_undeclared() {
  kind=$1
  found=$2
  shift 2
  declared=$(printf '%s\n' "$@")
  for name in $found; do
    if ! is_in "$name" "$declared"; then log "left alone: the $kind $name is not declared"; fi
  done
}

wait_for_slurm
read_state
ensure_qos __qos.name__ __qos.description__
limit_qos __limits.name__ __limits.priority__ __limits.graceSeconds__ __limits.grace__ __limits.usageFactor__ __limits.gpus__ __limits.hosts__ __limits.gpusPerUser__ __limits.jobsPerAccount__ __limits.jobsPerUser__ __limits.preemptMode__ __limits.preempts__
ensure_account __accounts.name__ __accounts.description__ __accounts.organisation__
share_account __accounts.name__ __accounts.fairShare__ __accounts.defaultQos__ __accounts.qos__
fill_account __accounts.name__ __accounts.userGroup__ __accounts.adminGroup__
name_undeclared account "$(names_in "$all_accounts")" root __accountNames__
name_undeclared qos "$(names_in "$all_qos")" normal __qosNames__
log "changed: $changes"
exit "$failed"
