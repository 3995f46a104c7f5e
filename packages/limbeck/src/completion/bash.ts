/**
 * The script for bash. That of @bomb.sh/tab is not used: it needs bash-completion, complains when it is read twice, and does not
 * complete behind `@`, `:` and `=`, where bash begins a new word (COMP_WORDBREAKS) and puts in only what stands behind them.
 */
export const BASH = `# bash completion for limbeck

_limbeck() {
    local line=\${COMP_LINE:0:COMP_POINT} IFS=$' \\t\\n'
    local -a words
    read -ra words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    local word=\${words[\${#words[@]}-1]}

    local option=
    [[ $word == --*=* ]] && option=\${word%%=*}= && word=\${word#*=}

    # What bash takes for done already, up to the last of its own word breaks, is left out of what it is given.
    local breaks=\${COMP_WORDBREAKS//[^@:=]/} whole=$option$word done=
    [[ -n $breaks ]] && done=\${whole%"\${whole##*[$breaks]}"}

    COMPREPLY=()
    local value directive=0
    while IFS=$'\\t' read -r value _; do
        if [[ $value == :* ]]; then
            directive=\${value#:}
        elif [[ $value == "$word"* ]]; then
            value=$option$value
            COMPREPLY+=("\${value#"$done"}")
        fi
    done < <("$1" complete -- "\${words[@]:1}" 2> /dev/null)

    # bash 3 has no compopt.
    (( directive & 4 )) && compopt +o default 2> /dev/null
    (( directive & 32 )) && compopt -o nosort 2> /dev/null
    return 0
}

complete -o default -F _limbeck limbeck
`;
