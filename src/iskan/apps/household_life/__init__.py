"""The life of waiting households: what happens to them after filing, found each night, decided where a person must."""
