using System.Globalization;
using System.Numerics;
using System.Text;
using Conformance.Harness.Engine;

namespace Conformance.Cli.Selection;

/// <summary>
/// One of several runs that share the selected cases between them. Who gets which case depends on the ids alone: the same selection gives the
/// same shards on every machine, no case is in two of them, and none is left out.
/// </summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Of">How many there are.</param>
internal sealed record Shard(int Number, int Of)
{
    /// <summary>Most shards of a run; more than that is a typing error.</summary>
    private const int Most = 10_000;

    /// <summary>Reads <c>k/n</c>; null when there is nothing to read.</summary>
    /// <exception cref="CommandException">It is no shard.</exception>
    internal static Shard? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return text.Split('/') is [var number, var of]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
            && int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && k >= 1 && k <= n && n <= Most
            ? new Shard(k, n)
            : throw new CommandException($"'{text}' is no shard; write K/N with K from 1 to N, such as --shard 1/4");
    }

    /// <summary>The cases of this shard, in their order. Sizes of shards differ by one at most.</summary>
    /// <exception cref="CommandException">None is left.</exception>
    internal IReadOnlyList<TestCase> Take(IReadOnlyList<TestCase> selected)
    {
        // Not by turns in order of the ids: neighbours differ in transport alone, and one shard would get all that go over TLS.
        var own = selected.OrderBy(c => Mixed(c.Id)).ThenBy(c => c.Id, StringComparer.Ordinal).Where((_, i) => i % Of == Number - 1).ToHashSet();
        TestCase[] cases = [.. selected.Where(own.Contains)];
        return cases.Length > 0
            ? cases
            : throw new CommandException($"shard {this} has no case: {selected.Count} are selected", ExitCode.Inconclusive);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");

    // FNV-1a and a last stir: the same on every machine and in every version.
    private static ulong Mixed(string id)
    {
        var hash = 14695981039346656037;
        foreach (var octet in Encoding.UTF8.GetBytes(id))
        {
            hash = (hash ^ octet) * 1099511628211;
        }

        return (hash ^ BitOperations.RotateLeft(hash, 29)) * 0x9E3779B97F4A7C15;
    }
}
