#!/usr/bin/env bash
# Speaks prompts/<language>/<id>.txt into <id>.wav, 16 kHz 16-bit mono, and lists the checksums of both.
#
#   eng/make-prompts.sh              all prompts
#   eng/make-prompts.sh goodbye …    these only
#
# Needs flite and sox (apt-get install flite sox). Running it again with the same versions gives the same bytes.
set -euo pipefail

voice=slt
language=en-US
loudness=-20    # RMS in dB below full scale: what a phone plays as loud as a person speaking
ceiling=-3      # and no peak above this

root=$(cd "$(dirname "$0")/.." && pwd)
folder=$root/prompts/$language
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for program in flite sox; do
    command -v "$program" >/dev/null || { echo "$program is missing: apt-get install flite sox" >&2; exit 1; }
done

# Where the voice would misread the text.
spoken() {
    sed -e 's/\bID\b/I D/g' -e 's/\bPIN\b/pin/g' "$1"
}

level() {
    sox "$1" -n stats 2>&1 | awk -v what="$2" 'index($0, what) == 1 { print $NF }'
}

speak() {
    local id=$1 tail=0.03

    # A sentence ends with a breath; a piece is followed by the next piece.
    grep -q '[.]$' "$folder/$id.txt" && tail=0.15

    flite -voice "$voice" --setf duration_stretch=0.92 -t "$(spoken "$folder/$id.txt")" -o "$work/raw.wav"
    sox -D "$work/raw.wav" "$work/cut.wav" highpass 70 \
        silence 1 0.005 0.2% fade t 0.005 reverse \
        silence 1 0.005 0.2% fade t 0.015 reverse

    local gain
    gain=$(awk -v rms="$(level "$work/cut.wav" 'RMS lev')" -v peak="$(level "$work/cut.wav" 'Pk lev')" \
        -v loudness="$loudness" -v ceiling="$ceiling" \
        'BEGIN { gain = loudness - rms; if (peak + gain > ceiling) gain = ceiling - peak; printf "%.2f", gain }')
    sox -D "$work/cut.wav" -r 16000 -c 1 -b 16 "$folder/$id.wav" gain "$gain" pad 0.03 "$tail"
}

if [ $# -gt 0 ]; then
    ids=("$@")
else
    mapfile -t ids < <(basename -s .txt "$folder"/*.txt)
fi

for id in "${ids[@]}"; do
    speak "$id"
done

(cd "$folder" && LC_ALL=C sha256sum -- *.txt *.wav > "$work/sums" && mv "$work/sums" "$root/prompts/$language.sha256")
echo "${#ids[@]} prompts spoken into $folder"
