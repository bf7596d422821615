using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("RawNet.Tests")]
