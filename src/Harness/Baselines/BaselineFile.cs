using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conformance.Harness.Baselines;

/// <summary>A baseline on disk: <c>{ "failures": [ { "case", "requirement", "reason", "owner", "expires" } ] }</c>. Comments and trailing commas are allowed.</summary>
public static class BaselineFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a baseline. All that is wrong with it is said at once, each with its place.</summary>
    /// <param name="name">Name of the file, for messages and reports.</param>
    /// <param name="json">Its contents.</param>
    /// <param name="baseline">The baseline; what could not be read is missing from it.</param>
    /// <returns>What is wrong; empty when all is well.</returns>
    public static IReadOnlyList<string> Read(string name, string json, out Baseline baseline)
    {
        var problems = new List<string>();
        var failures = new List<KnownFailure>();
        baseline = new Baseline(name, failures);
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind is not JsonValueKind.Object
                || !document.RootElement.TryGetProperty("failures", out var rows)
                || rows.ValueKind is not JsonValueKind.Array)
            {
                problems.Add("$.failures: an array of known failures was expected");
                return problems;
            }

            foreach (var member in document.RootElement.EnumerateObject().Where(m => m.Name is not ("failures" or "$schema")))
            {
                problems.Add($"$.{member.Name}: not a property of a baseline; it has failures");
            }

            var seen = new HashSet<(string, string?)>();
            foreach (var (row, i) in rows.EnumerateArray().Select((row, i) => (row, i)))
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"$.failures[{i}]");
                if (Row(row, place, problems) is { } failure)
                {
                    failures.Add(failure);
                    if (!seen.Add((failure.Case, failure.Requirement)))
                    {
                        problems.Add($"{place}: {failure.Subject} stands there twice");
                    }
                }
            }
        }
        catch (JsonException broken)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"line {broken.LineNumber + 1}: not JSON: {broken.Message}"));
        }

        return problems;
    }

    /// <summary>Writes a baseline, rows in order of case and requirement.</summary>
    public static void Write(Baseline baseline, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("failures");
        foreach (var failure in baseline.Failures.OrderBy(f => f.Case, StringComparer.Ordinal).ThenBy(f => f.Requirement, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("case", failure.Case);
            json.WriteString("requirement", failure.Requirement);
            json.WriteString("reason", failure.Reason);
            json.WriteString("owner", failure.Owner);
            if (failure.Expires is { } day)
            {
                json.WriteString("expires", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>The contents as text.</summary>
    public static string Write(Baseline baseline)
    {
        using var stream = new MemoryStream();
        Write(baseline, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static KnownFailure? Row(JsonElement row, string place, List<string> problems)
    {
        if (row.ValueKind is not JsonValueKind.Object)
        {
            problems.Add($"{place}: an object with case, requirement, reason and owner was expected");
            return null;
        }

        var before = problems.Count;
        foreach (var member in row.EnumerateObject().Where(m => m.Name is not ("case" or "requirement" or "reason" or "owner" or "expires")))
        {
            problems.Add($"{place}.{member.Name}: not a property of a known failure; it has case, requirement, reason, owner, expires");
        }

        var (@case, reason, owner) = (Text(row, "case", place, problems), Text(row, "reason", place, problems), Text(row, "owner", place, problems));
        var requirement = row.TryGetProperty("requirement", out var named) && named.ValueKind is not JsonValueKind.Null ? Text(row, "requirement", place, problems) : null;
        DateOnly? expires = null;
        if (row.TryGetProperty("expires", out var expiry) && expiry.ValueKind is not JsonValueKind.Null)
        {
            if (expiry.ValueKind is JsonValueKind.String && DateOnly.TryParseExact(expiry.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                expires = day;
            }
            else
            {
                problems.Add($"{place}.expires: a day such as \"2027-03-31\" was expected, not {expiry.GetRawText()}");
            }
        }

        return problems.Count > before ? null : new KnownFailure(@case, requirement, reason, owner, expires);
    }

    private static string Text(JsonElement row, string name, string place, List<string> problems)
    {
        if (row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { } text && text.Trim().Length > 0)
        {
            return text;
        }

        problems.Add($"{place}.{name}: a text that is not empty was expected");
        return "";
    }
}
