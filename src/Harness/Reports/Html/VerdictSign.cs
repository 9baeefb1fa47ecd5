using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Html;

/// <summary>The sign that stands beside each colour, so that nobody needs to tell colours apart. The page's script knows the same signs.</summary>
internal static class VerdictSign
{
    public static string Of(Verdict verdict) => Of(Spelling.Of(verdict));

    public static string Of(string verdict) => verdict switch
    {
        "pass" => "\u2713",
        "fail" => "\u2715",
        "warned" => "!",
        "inconclusive" => "?",
        _ => "\u2691",
    };
}
