using System.Text.Json;
using Conformance.Harness.Baselines;

namespace Conformance.Cli.Running;

/// <summary>What a run that has ended said, read from its <c>results.json</c>.</summary>
/// <param name="Judged">Ids of the cases that passed or failed.</param>
/// <param name="Failures">What failed the run, each with the finding as its reason and nobody as its owner.</param>
internal sealed record JudgedCases(IReadOnlySet<string> Judged, IReadOnlyList<KnownFailure> Failures)
{
    /// <exception cref="CommandException">The file is not there or is no results.json.</exception>
    internal static JudgedCases Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var strict = document.RootElement.GetProperty("strict").GetBoolean();
            var judged = new HashSet<string>(StringComparer.Ordinal);
            var failures = new List<KnownFailure>();
            foreach (var @case in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                var id = @case.GetProperty("id").GetString() ?? "";
                if (@case.GetProperty("verdict").GetString() is not ("pass" or "fail"))
                {
                    continue;
                }

                judged.Add(id);
                failures.AddRange(@case.GetProperty("findings").EnumerateArray()
                    .Where(f => f.GetProperty("severity").GetString() is "fail" || (strict && f.GetProperty("severity").GetString() is "warning"))
                    .Select(f => new KnownFailure(id, f.GetProperty("requirement").GetString(), f.GetProperty("message").GetString() ?? "", "nobody yet", null)));
            }

            return new JudgedCases(judged, [.. failures.DistinctBy(f => (f.Case, f.Requirement))]);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{Path.GetFullPath(path)} cannot be read: {cause.Message}. Run the cases first: conformance run");
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandException($"{Path.GetFullPath(path)} is no results.json of a run: {cause.Message}");
        }
    }
}
