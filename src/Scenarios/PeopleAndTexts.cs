using Bogus;
using Bogus.DataSets;
using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;

namespace Conformance.Scenarios;

/// <summary>Makes up names and sentences for a case. Equal seeds make up the same people saying the same things.</summary>
public sealed class PeopleAndTexts : IInvention
{
    // Swedish family names bring letters beyond ASCII: quoting and UTF-8 are part of what is tested.
    private const string Locale = "sv";

    // Long enough to be told apart, short enough that a MESSAGE with a receipt stays within 1300 octets.
    private const int LongestText = 60;

    private readonly Name _names;
    private readonly Lorem _texts;

    /// <summary>People and texts of one case.</summary>
    public PeopleAndTexts(ulong seed)
    {
        var random = new Randomizer(unchecked((int)(seed ^ (seed >> 32))));
        _names = new Name(Locale) { Random = random };
        _texts = new Lorem("en") { Random = random };
    }

    /// <inheritdoc/>
    public string NameOf(Party party) => $"{party.Name} {_names.LastName()}";

    /// <inheritdoc/>
    public string Text()
    {
        var text = _texts.Sentence(6);
        return text.Length <= LongestText ? text : text[..LongestText];
    }
}
