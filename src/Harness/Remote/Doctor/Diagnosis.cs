namespace Conformance.Harness.Remote.Doctor;

/// <summary>How one thing is.</summary>
public enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Nothing is wrong, and there is something to know.</summary>
    Note,

    /// <summary>A run would suffer from it.</summary>
    Wrong,
}

/// <summary>One line of the doctor.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Part">What was looked at: file, listen, reach, events, account, action, message, timers.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Mend">What to do about it; null where nothing is to be done.</param>
public sealed record Diagnosis(Health Health, string Part, string Text, string? Mend = null)
{
    /// <summary>Something as it should be.</summary>
    public static Diagnosis Ok(string part, string text) => new(Health.Ok, part, text);

    /// <summary>Something to know.</summary>
    public static Diagnosis Note(string part, string text, string? mend = null) => new(Health.Note, part, text, mend);

    /// <summary>Something to mend.</summary>
    public static Diagnosis Wrong(string part, string text, string mend) => new(Health.Wrong, part, text, mend);
}
