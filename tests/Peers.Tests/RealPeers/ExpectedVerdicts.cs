using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Conformance.Peers.Tests.RealPeers;

/// <summary>What a peer is expected to do well and badly, written down with the reason. The first row whose pattern fits a case speaks for it.</summary>
/// <param name="Cases">A case id, in which <c>*</c> stands for any characters.</param>
/// <param name="Verdict">pass, fail or inconclusive.</param>
/// <param name="Blames">The requirement that is blamed, where it fails.</param>
/// <param name="Because">What the peer does, and why that earns the verdict.</param>
internal sealed record ExpectedVerdict(string Cases, string Verdict, string? Blames, string Because)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    internal static IReadOnlyList<ExpectedVerdict> Read(string path) => JsonSerializer.Deserialize<ExpectedVerdict[]>(File.ReadAllText(path), s_options) ?? [];

    internal bool SpeaksFor(string id) => Regex.IsMatch(id, "^" + Regex.Escape(Cases).Replace("\\*", ".*", StringComparison.Ordinal) + "$");
}
