namespace Conformance.ReferenceImpl;

/// <summary>What a judge is to make of a lawful variation.</summary>
public enum Tolerance
{
    /// <summary>Nothing: it is as good as what the reference does otherwise.</summary>
    Accepted,

    /// <summary>A note, which changes no verdict.</summary>
    Noted,

    /// <summary>A warning.</summary>
    Warned,

    /// <summary>No judgement: the texts leave open what it means.</summary>
    Undecided,
}

/// <summary>
/// A conduct of one seat that follows another accepted reading of an ambiguous passage than the reference does. It is no fault: whoever fails it reads the
/// texts more narrowly than they are.
/// </summary>
/// <param name="Reading">The ambiguity, such as <c>AMB-27</c> or <c>A-23</c>.</param>
/// <param name="Tolerance">What a judge is to make of it.</param>
/// <param name="Conduct">The edit of the conduct; its requirement is the one that a narrower judge would blame.</param>
public sealed record Variation(string Reading, Tolerance Tolerance, Deviation Conduct)
{
    /// <summary>Stable name, ambiguity and a few words: "A-23-ungrouped".</summary>
    public string Id => Conduct.Id;

    /// <summary>The seat it belongs to.</summary>
    public string Seat => Conduct.Seat;

    /// <summary>One sentence about what the seat does.</summary>
    public string Text => Conduct.Text;
}
