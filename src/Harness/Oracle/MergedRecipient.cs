using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Oracle;

/// <summary>What becomes of blind recipients in the history list: the two ways of RFC 5364 section 4.</summary>
public enum BccMode
{
    /// <summary>All of them are removed; every copy has the same history.</summary>
    Strip,

    /// <summary>The copy to a blind recipient keeps its own entry, still marked bcc, and no other.</summary>
    Self,

    /// <summary>Nothing was declared: either way is accepted, the same one in all copies of a request.</summary>
    Either,
}

/// <summary>One recipient after duplicates are merged: who gets exactly one MESSAGE.</summary>
public sealed record MergedRecipient
{
    /// <summary>The first spelling, less any <c>method</c> parameter (U5365-7.3-17).</summary>
    public required SipUri Uri { get; init; }

    /// <summary>The highest role of all duplicates; an entry without a legal role counts as bcc.</summary>
    public required CopyControl Role { get; init; }

    /// <summary>Whether any duplicate asks for anonymity; an illegal value counts as asking (A-46).</summary>
    public required bool Anonymize { get; init; }

    /// <summary>The entries merged into this one, in document order.</summary>
    public required IReadOnlyList<ListEntry> Entries { get; init; }

    /// <summary>The different texts among them, less <c>method</c>, each equivalent to another.</summary>
    public required IReadOnlyList<SipUri> Spellings { get; init; }

    /// <summary>More than one where URI comparison is not transitive, so that some spellings differ from each other (A-14).</summary>
    public required int MaximumCopies { get; init; }

    /// <summary>The spellings were one only after <c>method</c> was dropped: two copies leave the case inconclusive (A-15).</summary>
    public required bool DiffersByMethod { get; init; }

    /// <summary>Some duplicates ask for anonymity and others do not: disclosing leaves the case inconclusive (A-16).</summary>
    public required bool AnonymizeConflicts { get; init; }

    /// <summary>It stands on a list inside a list only, which a service need not look into, or no request to it can be made: a service that leaves it out may leave it out of histories as well (A-52).</summary>
    public bool MayBeLeftOut { get; init; }

    /// <summary>Member of a stored list and in no list of the request: whether others may see it is the service's affair (A-62).</summary>
    public bool IsKept { get; init; }

    /// <summary>No entry has a role, so bcc is the default's doing (A-20).</summary>
    public bool IsBlindByDefault => Role == CopyControl.Bcc && Entries.All(e => e.CopyControlText is null);

    public bool IsBlind => Role == CopyControl.Bcc;

    /// <summary>Listed under its own URI for all to see.</summary>
    public bool IsVisible => !IsBlind && !Anonymize;

    public bool Equals(MergedRecipient? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"{Role.ToString().ToLowerInvariant()} {Uri}{(Anonymize ? " (anonymous)" : "")}";
}
