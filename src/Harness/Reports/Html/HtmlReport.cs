using System.Security.Cryptography;
using System.Text;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Html;

/// <summary>
/// <c>index.html</c>: one file without any reference to another, which works from a disk. The first screen is plain HTML; cases are drawn by the
/// page's own script from data that stands in the file.
/// </summary>
public sealed class HtmlReport : IReport
{
    /// <summary>Parts of the script in the order in which they build on one another.</summary>
    private static readonly string[] Scripts = ["dom.js", "data.js", "wire.js", "ladder.js", "case.js", "clause.js", "list.js", "report.js"];

    /// <inheritdoc/>
    public string FileName => "index.html";

    /// <inheritdoc/>
    public void Write(RunResult run, ReportFolder folder) => folder.Write(FileName, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        Write(run, writer);
    });

    /// <summary>Writes the page.</summary>
    public static void Write(RunResult run, TextWriter writer)
    {
        var style = Resource("report.css");
        var script = string.Concat(Scripts.Select(Resource));
        var scope = OverviewPage.Of(run);
        scope["style"] = new Template.Verbatim(output => output.Write(style));
        scope["script"] = new Template.Verbatim(output => output.Write(script));
        scope["styleHash"] = Hash(style);
        scope["scriptHash"] = Hash(script);
        scope["index"] = new Template.Verbatim(output => CaseIndex.Write(run, output));
        scope["details"] = new Template.Verbatim(output => CaseDetails.Write(run, output));
        Template.Parse(Resource("report.html")).Render(writer, scope);
    }

    /// <summary>The page lets a browser run this script and no other, whatever a message on the wire contains.</summary>
    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Html/" + name)
            ?? throw new InvalidOperationException($"the assembly lacks its embedded page part {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
