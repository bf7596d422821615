namespace RawNet.Cli.Help;

/// <summary>What makes a shell ask <c>rawnet [suggest]</c> at the tabulator, and offer files where that offers nothing.</summary>
internal static class CompletionScripts
{
    // Readline breaks words at = and : too, so of an offer it wants only what stands behind them.
    private const string Bash = """
        # bash completion for rawnet

        _rawnet() {
            local line=${COMP_LINE:0:COMP_POINT} word head offer
            word=${line##*[[:space:]]}
            head=${word%"$2"}
            COMPREPLY=()
            while IFS= read -r offer; do
                COMPREPLY+=("${offer#"$head"}")
            done < <("${1/#\~\//$HOME/}" '[suggest]' "$line" 2>/dev/null)
            if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
        }
        complete -o default -F _rawnet rawnet

        """;

    private const string Zsh = """
        #compdef rawnet

        _rawnet() {
            local -a offers
            offers=("${(@f)$(${~words[1]} '[suggest]' "${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" 2>/dev/null)}")
            offers=(${offers:#})
            (( $#offers )) || { _files; return }
            compadd -S '' -- ${(M)offers:#*=}
            compadd -- ${offers:#*=}
        }
        if [[ $funcstack[1] == _rawnet ]]; then _rawnet "$@"; else compdef _rawnet rawnet; fi

        """;

    private const string Fish = """
        # fish completion for rawnet

        function __rawnet_offers
            set -l offers (rawnet '[suggest]' (commandline -cp | string collect) 2>/dev/null)
            if set -q offers[1]
                printf '%s\n' $offers
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c rawnet -f -a '(__rawnet_offers)'

        """;

    /// <summary>Null for a shell that none is for.</summary>
    public static string? Of(string shell) => shell switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => null };
}
