using Bogus;
using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;

namespace Conformance.Scenarios;

/// <summary>Makes up names and sentences for a case. Equal seeds make up the same people saying the same things.</summary>
public sealed class PeopleAndTexts(ulong seed) : IInvention
{
    // Letters beyond ASCII in every name: quoting and UTF-8 are part of what is tested.
    private static readonly string[] Accents = ["é", "ö", "å", "ñ", "ç"];

    private readonly Randomizer _random = new(unchecked((int)seed));

    /// <inheritdoc/>
    public string NameOf(Party party) => $"{party.Name} {Family(party)}";

    /// <inheritdoc/>
    public string Text() => string.Join(' ', Enumerable.Range(0, _random.Number(3, 8)).Select(_ => _random.ArrayElement(Words)));

    private static string Family(Party party) => $"Andr{Accents[party.Name.Length % Accents.Length]}";

    private static readonly string[] Words = ["see", "you", "at", "noon", "bring", "the", "red", "folder", "call", "me", "when", "train", "leaves", "café", "über", "tomorrow", "late", "again", "home", "soon"];
}
