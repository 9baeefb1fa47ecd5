using System.IO.Compression;
using System.Text.Json;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Html;

/// <summary>
/// Everything about the cases that only their own page shows, above all the wire messages. A few cases at a time are compressed into one chunk,
/// which the page unpacks when one of them is opened: ten thousand cases stay a file of a few megabytes.
/// </summary>
internal static class CaseDetails
{
    /// <summary>More would compress better; fewer open faster.</summary>
    public const int CasesInChunk = 16;

    /// <summary>Writes one element for each chunk; the content is base64.</summary>
    public static void Write(RunResult run, TextWriter output)
    {
        var chunk = Template.Parse("""<script type="application/octet-stream" id="chunk-{{number}}">{{&data}}</script>""" + "\n");
        foreach (var (number, cases) in run.Cases.Chunk(CasesInChunk).Index())
        {
            chunk.Render(output, new Template.Scope
            {
                ["number"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["data"] = new Template.Verbatim(writer => writer.Write(Pack(cases, run.SutFile))),
            });
        }
    }

    private static string Pack(CaseResult[] cases, string? sutFile)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var json = new Utf8JsonWriter(zlib))
        {
            json.WriteStartArray();
            foreach (var @case in cases)
            {
                CaseDetail.Write(json, @case, sutFile);
            }

            json.WriteEndArray();
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
