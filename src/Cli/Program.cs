Console.WriteLine("conformance");
