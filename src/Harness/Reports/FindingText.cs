using System.Text;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>A finding in plain text, for terminals and logs.</summary>
public static class FindingText
{
    /// <summary>The message with its clause, then what was expected and what was seen, each on its own line.</summary>
    public static string Render(Finding finding)
    {
        var text = new StringBuilder();
        text.Append(Spelling.Of(finding.Severity)).Append(" (").Append(Spelling.Of(finding.Kind)).Append(')');
        if (finding.Requirement is { } requirement)
        {
            text.Append(' ').Append(requirement);
        }

        text.Append(": ").Append(finding.Message);
        Line(text, "expected", finding.Expected);
        Line(text, "observed", finding.Observed);
        Line(text, "reading ", finding.Reading);
        Line(text, "known   ", finding.Known?.Text);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            text.Append("\n  ").Append(name).Append("  ").Append(value.ReplaceLineEndings("\n            "));
        }
    }
}
