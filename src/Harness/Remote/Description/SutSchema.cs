namespace Conformance.Harness.Remote.Description;

/// <summary>The JSON Schema of SUT files, by which editors complete and check them. It is <c>docs/sut.schema.json</c>, embedded.</summary>
public static class SutSchema
{
    /// <summary>Name of the file that <c>conformance init</c> writes beside a SUT file.</summary>
    public const string FileName = "sut.schema.json";

    /// <summary>The schema as text.</summary>
    public static string Text
    {
        get
        {
            using var stream = typeof(SutSchema).Assembly.GetManifestResourceStream("Remote/" + FileName)
                ?? throw new InvalidOperationException("the assembly lacks its embedded schema of SUT files");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
